"""Which letter strings can be Vietnamese syllables: the phonotactics of the written language."""

import unicodedata
from functools import lru_cache

_ONSETS = frozenset(
    "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()  # noqa: SIM905
) | {""}
_RIMES = frozenset(
    """a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et i ia ich iêc iêm iên iêng
    iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm
    oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot u ua uc ui um un ung uôc uôi uôm
    uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyp uyu uâ uân uâng uât uây uê uêch
    uênh y yt ynh yêm yên yêng yêt yêu ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây ê êch êm
    ên ênh êp êt êu ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ư ưa ưc ưi ưm ưn ưng ươc ươi ươm
    ươn ương ươp ươt ươu ưt ưu""".split()  # noqa: SIM905
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = ("c", "ch", "p", "t")
_HOOK, _TILDE = "\u0309", "\u0303"


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Tell whether lower-case NFC `word` obeys the spelling rules of a Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = [ch for ch in decomposed if ch in _TONES]
    if len(tones) > 1:
        return False
    bare = "".join(ch for ch in decomposed if ch not in _TONES)
    return _splits(unicodedata.normalize("NFC", bare), tones[0] if tones else "")


def swap_hook_and_tilde(word: str) -> str:
    """Return `word` with hỏi and ngã exchanged, the commonest slip of southern spelling."""
    table = str.maketrans({_HOOK: _TILDE, _TILDE: _HOOK})
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(table))


def _splits(bare: str, tone: str) -> bool:
    for cut in range(min(3, len(bare)) + 1):
        onset, rime = bare[:cut], bare[cut:]
        if onset in _ONSETS and rime in _RIMES:
            stopped = rime.endswith(_STOPPED)
            if not stopped or tone not in {"\u0300", _HOOK, _TILDE}:
                return True
    return bare in {"gi", "quy", "qua", "quê"}

// Messages on their way: kept in this browser until the server has them, sent once and in order.
import { drop, isAnswered, pending, putPending, wait } from "./log.js";
import { call, element, isPassing, newKey, now, state, words } from "./start.js";

const NEW = "congvu.unsent.new";
const STORE = state.chat === null ? NEW : `congvu.unsent.${state.chat}`;
const FIRST_PAUSE = 1500;
const LONGEST_PAUSE = 20000;

let entries = [];
let isSending = false;
let pause = FIRST_PAUSE;
let later;
let onFirst = () => {};

/** Hear of the first message that the server took, which begins the chat. */
export const whenBegun = (listener) => (onFirst = listener);

/** Send a text, now or as soon as it can be. */
export function send(text) {
  const entry = { key: newKey(), text, at: Math.floor(now().getTime() / 1000) };
  entries.push(entry);
  keep();
  putPending(entry);
  flush();
}

/** Try to send what is waiting. */
export async function flush() {
  if (isSending) return;
  isSending = true;
  clearTimeout(later);
  try {
    for (let entry; (entry = entries.find((one) => !one.refused)); ) {
      if (!(await deliver(entry))) break;
    }
  } finally {
    isSending = false;
  }
}

/** Forget everything that was not sent. */
export function clear() {
  entries = [];
  keep();
}

async function deliver(entry) {
  tell(entry, words.sending);
  try {
    await call("/api/say", { text: entry.text, key: entry.key });
  } catch (error) {
    if (!isPassing(error)) {
      entry.refused = error.message;
      keep();
      offer(entry);
      return true;
    }
    tell(entry, error.status === 429 ? error.message : words.unsent);
    later = setTimeout(flush, error.wait ? error.wait * 1000 : pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    return false;
  }
  pause = FIRST_PAUSE;
  entries = entries.filter((one) => one !== entry);
  keep();
  const made = pending(entry.key);
  if (made) {
    tell(entry, "");
    made.classList.remove("pending");
  }
  if (!isAnswered(entry.key)) wait();
  onFirst();
  return true;
}

/** Say below a message how it stands with it. */
function tell(entry, text) {
  const made = pending(entry.key);
  made?.querySelector(".state")?.remove();
  if (made && text) made.append(element("div", "state", text));
}

/** Offer to send a refused message again or to drop it. */
function offer(entry) {
  tell(entry, entry.refused);
  const line = pending(entry.key)?.querySelector(".state");
  if (!line) return;
  line.classList.add("bad");
  const again = element("button", "quiet", words.again);
  const away = element("button", "quiet", words.drop);
  again.type = away.type = "button";
  again.onclick = () => {
    delete entry.refused;
    flush();
  };
  away.onclick = () => {
    entries = entries.filter((one) => one !== entry);
    keep();
    drop(entry.key);
  };
  line.append(again, away);
}

function keep() {
  try {
    if (entries.length) localStorage.setItem(STORE, JSON.stringify(entries));
    else localStorage.removeItem(STORE);
  } catch {
    // A browser that keeps nothing still sends.
  }
}

/** What was left unsent here, with what was written before the chat had begun. */
function read() {
  try {
    const before = STORE === NEW ? [] : stored(NEW);
    if (before.length) localStorage.removeItem(NEW);
    return [...before, ...stored(STORE)];
  } catch {
    return [];
  }
}

const stored = (name) => JSON.parse(localStorage.getItem(name)) ?? [];

entries = read();
keep();
for (const entry of entries) {
  putPending(entry);
  if (entry.refused) offer(entry);
  else tell(entry, words.unsent);
}
addEventListener("online", flush);

"""Capital and small letters of Vietnamese as pieces of character classes.

Ranges such as À-Ỹ will not do: capital and small letters alternate in Unicode.
"""

UPPER = (
    "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)  # fmt: skip
LOWER = UPPER.lower()

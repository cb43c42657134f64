"""Every sentence shown to a person, in Chinese and English."""

from texts.catalogue import LOCALES, codes, said, say

__all__ = ["LOCALES", "codes", "said", "say"]

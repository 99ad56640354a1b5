/**
 * What one append may hold, on every engine. More is a `BadAppend`. The size of an entry is limited by its format
 * (`ENTRY_MAX_BYTES` in the kernel).
 */
export const MAX_BATCH_RECORDS = 1_000;

/** The most bytes in one ciphertext of erasable members; what is larger is a file and goes in by digest. */
export const MAX_CIPHERTEXT_BYTES = 1 << 20;

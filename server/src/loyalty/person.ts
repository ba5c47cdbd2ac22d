// How an address is compared: as the mail system would deliver it, and no further. Dots and plus signs are not folded: that is guessing.

/**
 * The address in the one form that is hashed: trimmed, NFC, lower case. Null when it is not an address at all (no "@", or spaces inside),
 * so that two people without an address never become one.
 */
export function normaliseEmail(email: string): string | null {
  const text = email.normalize('NFC').trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(text) ? text : null;
}

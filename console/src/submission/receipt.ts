/** The receipt in what was pasted: an address of its code or its text, broken into lines by a mail or not. */
export function receiptIn(pasted: string): string {
  return pasted.replace(/\s+/g, '').split('#').at(-1) ?? ''
}

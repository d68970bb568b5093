/** Spaces of any kind, what is not printed, and the letters and marks that Unicode has for an empty place. */
const NOTHING = /^(?:[\s\p{Z}\p{Cc}\p{Cf}\p{Variation_Selector}\u115F\u1160\u2800\u3164\uFFA0]|\u034F)*$/u

/** Nothing in it can be read. The suite takes the same for blank. */
export function isBlank(text: string | null | undefined): boolean {
  return NOTHING.test(text ?? '')
}

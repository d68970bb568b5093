/** How a quotient is cut to the digits that are kept, from the doubled remainder and the divisor. */
type Rounding = (twice: bigint, divisor: bigint) => boolean

/** More than any rate is filed with. */
const MOST_DIGITS = 20n

const magnitude = (one: bigint) => (one < 0n ? -one : one)

/** `numerator / denominator` in percent with some digits after the point, exact: as a text, as rates are filed. */
function percent(numerator: bigint, denominator: bigint, digits: bigint, away: Rounding): string {
  if (digits < 0n || digits > MOST_DIGITS) {
    throw new RangeError(`${digits} digits; there are 0 to ${MOST_DIGITS}`)
  }
  const dividend = magnitude(numerator) * 100n * 10n ** digits
  const divisor = magnitude(denominator)
  const units = dividend / divisor + (away((dividend % divisor) * 2n, divisor) ? 1n : 0n)
  const places = Number(digits)
  const text = String(units).padStart(places + 1, '0')
  const sign = units !== 0n && numerator < 0n !== denominator < 0n ? '-' : ''
  return sign + (places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`)
}

export function halfUp(numerator: bigint, denominator: bigint, digits: bigint): string {
  return percent(numerator, denominator, digits, (twice, divisor) => twice >= divisor)
}

export function halfDown(numerator: bigint, denominator: bigint, digits: bigint): string {
  return percent(numerator, denominator, digits, (twice, divisor) => twice > divisor)
}

export function truncated(numerator: bigint, denominator: bigint, digits: bigint): string {
  return percent(numerator, denominator, digits, () => false)
}

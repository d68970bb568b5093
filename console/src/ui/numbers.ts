const GROUPS = /\B(?=(\d{3})+(?!\d))/g

/** 1234567 as 1,234,567; digit by digit, since a sum may be longer than a number can say exactly. */
export function grouped(value: string | number): string {
  const [whole = '', fraction] = String(value).split('.')
  return whole.replace(GROUPS, ',') + (fraction === undefined ? '' : `.${fraction}`)
}

/** 分 as 元: 12345 as 123.45. */
export function yuan(fen: string | number): string {
  const digits = String(fen)
  const sign = digits.startsWith('-') ? '-' : ''
  const padded = digits.replace('-', '').padStart(3, '0')
  return `${sign}${grouped(padded.slice(0, -2))}.${padded.slice(-2)}`
}

/** The size of a file, as it is told beside its name. */
export function inKilobytes(bytes: number): string {
  return `${grouped(Math.ceil(bytes / 1024))} KB`
}

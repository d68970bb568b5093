import { LEVELS, type Level } from '@/filing/draft'

/** A number whose making is looked at. */
export interface Opened {
  indicator: string
  under: string
  /** the cycles that it is made of, at least one */
  cycles: readonly string[]
  /** where it is only what agencies of this level filed */
  level?: Level
}

/** As it stands in the address. None of its codes has a tilde. */
export function written({ indicator, under, cycles, level }: Opened): string {
  return [indicator, under, cycles.join('!'), ...(level ? [level] : [])].join('~')
}

/** Null for what is no number. */
export function read(text: string): Opened | null {
  const [indicator, under, cycles, level] = text.split('~')
  if (!indicator || !under || !cycles) {
    return null
  }
  const known = LEVELS.find((one) => one === level)
  return { indicator, under, cycles: cycles.split('!'), ...(known ? { level: known } : {}) }
}

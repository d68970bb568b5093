import { clock } from '@/ui/dates'

/** An instant as the field of a date and a time has it, by the offices' clocks; empty where it is none. */
export function fieldOf(instant: string): string {
  return Number.isNaN(Date.parse(instant)) ? '' : clock(instant, true).replace(' ', 'T')
}

/** The instant that the field of a date and a time says, by the offices' clocks; empty for none. */
export function instantOf(field: string): string {
  // they are in one zone all over the country, without summer time
  const instant = new Date(`${field}+08:00`)
  return field === '' || Number.isNaN(instant.getTime()) ? '' : instant.toISOString().replace('.000Z', 'Z')
}

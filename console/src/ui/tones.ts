export type Tone = 'plain' | 'info' | 'good' | 'warn' | 'bad'

const TONES: Record<string, Tone> = {
  MISSING: 'plain',
  FILED: 'info',
  RECEIVED: 'info',
  ACCEPTED: 'info',
  WAITING: 'info',
  RETURNED: 'bad',
  REJECTED: 'bad',
  APPROVED: 'good',
}

/** The colour and shape of a state of filings and reviews. */
export function tone(state: string, overdue = false): Tone {
  return overdue ? 'bad' : (TONES[state] ?? 'plain')
}

import { fieldName, valueName } from '@/ui/fields'
import { t as words } from '@/ui/words'

const TOLD = [
  'outcome',
  'approved',
  'granted',
  'upheld',
  'text',
  'reason',
  'comment',
  'report',
  'reply',
  'percent',
  'to',
]
const LONGEST = 120

function told(field: string, value: unknown): string {
  if (typeof value === 'boolean') {
    return `${fieldName(field)} ${value ? words.yes : words.no}`
  }
  const text = field === 'outcome' ? valueName(String(value)) : `${String(value)}${field === 'percent' ? ' %' : ''}`
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** What was said with a move, in one line: what it comes to first. */
export function telling(request: unknown): string {
  const said = (request ?? {}) as Record<string, unknown>
  return TOLD.filter((field) => said[field] !== undefined && said[field] !== null && said[field] !== '')
    .map((field) => told(field, said[field]))
    .join(' · ')
}

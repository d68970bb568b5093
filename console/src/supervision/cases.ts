import { http } from '@/api/http'

/** What every case has, of whatever kind. */
export interface CaseView {
  id: string
  status: string
  agency: string
  overdue: boolean
  dueOn: string | null
  /** those that the reader may make now */
  moves: string[]
  title: string
  version: number
  awaited?: { what: string; dueOn: string; urged: boolean } | null
  [fact: string]: unknown
}

export interface CasePageView {
  items: CaseView[]
  next: string | null
}

export function getCase(kind: string, id: string): Promise<CaseView> {
  return http(`/api/${kind}/${encodeURIComponent(id)}`)
}

export function getCases(kind: string, parameters: Record<string, string>): Promise<CasePageView> {
  return http(`/api/${kind}?${new URLSearchParams(parameters)}`)
}

export const KINDS = [
  'findings',
  'orders',
  'letters',
  'inspections',
  'reinspections',
  'draws',
  'case-reviews',
  'task-lists',
  'tasks',
  'reminders',
  'requests',
] as const

const TOLD = ['id', 'status', 'overdue', 'moves', 'title', 'version', 'head', 'awaited', 'openedAt', 'dueOn', 'agency']
const TOLD_OF: Record<string, string[]> = {
  findings: ['description', 'plan', 'progress', 'report', 'percent', 'key'],
  draws: [
    'pool',
    'poolDigest',
    'commitment',
    'saltCommitment',
    'secret',
    'salt',
    'algorithm',
    'result',
    'count',
    'purpose',
  ],
  'task-lists': ['aspects', 'goals'],
  reinspections: ['items'],
  'case-reviews': ['files'],
}

/** The facts of a case that its page tells in a place of their own. */
export function toldElsewhere(kind: string): ReadonlySet<string> {
  return new Set([...TOLD, ...(TOLD_OF[kind] ?? [])])
}

/** The findings that were sampled for a 回头看. */
export function sampled(one: CaseView | undefined): string[] {
  const items = one?.['items'] as { finding?: string }[] | undefined
  return items?.flatMap(({ finding }) => finding ?? []) ?? []
}

/** The findings that a case names, to be told by their titles. */
export function named(one: CaseView | undefined): string[] {
  const findings = (one?.['findings'] as unknown[] | null | undefined) ?? []
  return [...sampled(one), ...findings.filter((id) => typeof id === 'string')]
}

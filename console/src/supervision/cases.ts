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

export const KINDS = ['findings', 'orders', 'letters', 'inspections', 'reinspections', 'draws', 'case-reviews', 'task-lists', 'tasks', 'reminders'] as const

/** Told elsewhere on the page of a case. */
export const TOLD = new Set(['id', 'status', 'overdue', 'moves', 'title', 'version', 'head', 'awaited', 'openedAt', 'dueOn', 'agency'])
export const TOLD_OF_FINDINGS = new Set([...TOLD, 'description', 'plan', 'progress', 'report', 'percent', 'key'])

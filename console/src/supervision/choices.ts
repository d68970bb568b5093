import { type CaseView, sampled } from './cases'
import type { Choice, Choices } from './schema'

/** Of a case-file review, what its page and its moves need to know. */
export interface CaseFile {
  ref: string
  title: string
  missing: boolean | null
  reason: string | null
  evidence: string[]
  scores: {
    points: { code: string; points: number }[]
    vetoes: string[]
    problems: string[]
    comment: string | null
    by: { login: string; agency: string | null }
  }[]
  ruling: { mark: number | null; vetoed: boolean; comment: string | null } | null
  mark: number | null
  grade: string | null
}

interface Standard {
  criteria: { code: string; text: string; points: number }[]
  vetoes: { code: string; text: string }[]
}

/**
 * What a move may name of a case, by the field that names it: the measures of its plan, the findings that were sampled, groups
 * and batches by number, the files of a case-file review and what they are scored by.
 */
export function choicesOf(one: CaseView, titles: ReadonlyMap<string, string>): Choices {
  const groups = listOf<{ number: number; leader: string }>(one['groups'])
  const batches = listOf<{ number: number; from: string; to: string }>(one['batches'])
  const plan = one['plan'] as { measures?: { text: string }[] } | null | undefined
  const standard = one['standard'] as Standard | null | undefined
  const files = filesOf(one).map(({ ref, title }) => ({ value: ref, label: `${ref} · ${title}` }))
  const all: [string, Choice[]][] = [
    ['measure', listOf<{ text: string }>(plan?.measures).map(({ text }, value) => ({ value, label: text }))],
    ['finding', sampled(one).map((value) => ({ value, label: titles.get(value) ?? value }))],
    ['group', groups.map(({ number, leader }) => ({ value: number, label: `${number} · ${leader}` }))],
    ['batch', batches.map(({ number, from, to }) => ({ value: number, label: `${number} · ${from} – ${to}` }))],
    ['ref', files],
    ['files', files],
    ['points', listOf<Standard['criteria'][0]>(standard?.criteria).map(criterion)],
    ['vetoes', listOf<Standard['vetoes'][0]>(standard?.vetoes).map(veto)],
  ]
  return Object.fromEntries(all.filter(([, choices]) => choices.length > 0))
}

function criterion({ code, text, points }: Standard['criteria'][0]): Choice {
  return { value: code, label: `${code} ${text} · 0–${points}`, most: points }
}

function veto({ code, text }: Standard['vetoes'][0]): Choice {
  return { value: code, label: `${code} ${text}` }
}

/** What is known of a move before anything is typed: who has it by themselves, and each of what must all be told. */
export function givenFor(kind: string, one: CaseView, move: string): Record<string, unknown> {
  const objection = one['objection'] as { files: string[] } | null | undefined
  switch (`${kind}/${move}`) {
    case 'findings/assign':
      return { lead: one.agency, dueOn: one.dueOn ?? '' }
    case 'case-reviews/hand-over':
      return { files: filesOf(one).map(({ ref }) => ({ ref, evidence: [], missing: null, reason: '' })) }
    case 'case-reviews/reconsider':
      return {
        rulings: listOf<string>(objection?.files).map((ref) => ({ ref, mark: null, vetoed: null, comment: '' })),
      }
    default:
      return {}
  }
}

export function filesOf(one: CaseView): CaseFile[] {
  return listOf<CaseFile>(one['files'])
}

function listOf<T>(value: unknown): T[] {
  return Array.isArray(value) ? (value as T[]) : []
}

import type { Filing, FormSection } from '@/api/generated/model'
import { type Cell, type Measured, parseCell, typed } from './cells'

export const LEVELS = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP'] as const
export type Level = (typeof LEVELS)[number]

/** Where a figure stands in a filing: 本级, 含下级, or stated of one level below. */
export type Scope = 'own' | 'consolidated' | `byLevel.${Level}`

export interface Section {
  kind: FormSection['kind']
  heading: string
  text: string
}

export interface Attached {
  digest: string
  name: string
  size: number
}

/** A filing as it is being written: the figures as they were typed, right or wrong. */
export interface Draft {
  title: string
  signedBy: string
  signedOn: string
  sections: Section[]
  cells: Partial<Record<Scope, Record<string, string>>>
  explanations: Record<string, string>
  attachments: Attached[]
  replaces: string | null
  reason: string
  /** of one sending of one content: sent again with it, it is not filed twice */
  key: string
}

/**
 * What two windows typed into the same draft, together: what this one has not changed since both had the same is the
 * other's, cell by cell.
 *
 * @param base as both had it last
 */
export function merged(base: Draft, mine: Draft, theirs: Draft): Draft {
  const both = <T>(before: T, here: T, there: T): T => (JSON.stringify(here) === JSON.stringify(before) ? there : here)
  const scopes = Object.keys({ ...mine.cells, ...theirs.cells }) as Scope[]
  const cells = scopes.map((scope) => {
    const [before, here, there] = [base, mine, theirs].map((one) => one.cells[scope] ?? {}) as [
      Record<string, string>,
      Record<string, string>,
      Record<string, string>,
    ]
    const codes = Object.keys({ ...here, ...there })
    return [scope, Object.fromEntries(codes.map((code) => [code, both(before[code], here[code], there[code]) ?? '']))]
  })
  return {
    title: both(base.title, mine.title, theirs.title),
    signedBy: both(base.signedBy, mine.signedBy, theirs.signedBy),
    signedOn: both(base.signedOn, mine.signedOn, theirs.signedOn),
    sections: both(base.sections, mine.sections, theirs.sections),
    cells: Object.fromEntries(cells) as Draft['cells'],
    explanations: { ...theirs.explanations, ...mine.explanations },
    attachments: both(base.attachments, mine.attachments, theirs.attachments),
    replaces: both(base.replaces, mine.replaces, theirs.replaces),
    reason: both(base.reason, mine.reason, theirs.reason),
    key: both(base.key, mine.key, theirs.key),
  }
}

/**
 * A draft that was begun on something else, as a correction of what stands now: what was typed stays, and everything else is
 * as it was filed.
 *
 * @param begunOn what the draft was when nothing was typed yet
 */
export function correcting(draft: Draft, begunOn: Draft, filed: Draft): Draft {
  return { ...merged(begunOn, draft, filed), replaces: filed.replaces, key: newKey() }
}

export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The headings that are filed are the form's own, in Chinese, whoever fills it in. */
export function emptyDraft(form: readonly FormSection[]): Draft {
  return {
    title: '',
    signedBy: '',
    signedOn: '',
    sections: form
      .filter(({ kind }) => kind !== 'OTHER')
      .map(({ kind, names }) => ({ kind, heading: names.zh, text: '' })),
    cells: { own: {} },
    explanations: {},
    attachments: [],
    replaces: null,
    reason: '',
    key: newKey(),
  }
}

type Figures = Record<string, unknown>
type ByIndicator = ReadonlyMap<string, Measured>

function figuresOf(filing: Filing): [Scope, Figures][] {
  const {
    own = {},
    consolidated = {},
    byLevel = {},
  } = (filing.indicators ?? {}) as {
    own?: Figures
    consolidated?: Figures
    byLevel?: Partial<Record<Level, Figures>>
  }
  return [
    ['own', own],
    ['consolidated', consolidated],
    ...LEVELS.flatMap((level): [Scope, Figures][] => (byLevel[level] ? [[`byLevel.${level}`, byLevel[level]]] : [])),
  ]
}

/** What was filed, to be corrected: what was right stays. */
export function draftOf(filing: Filing, replaces: string, indicators: ByIndicator): Draft {
  const cells: Draft['cells'] = { own: {} }
  for (const [scope, figures] of figuresOf(filing)) {
    cells[scope] = Object.fromEntries(
      Object.entries(figures).flatMap(([code, filed]) => {
        const of = indicators.get(code)
        return of ? [[code, typed(filed, of)]] : []
      }),
    )
  }
  return {
    title: filing.title ?? '',
    signedBy: filing.signedBy ?? '',
    signedOn: filing.signedOn ?? '',
    sections: (filing.sections ?? []) as unknown as Section[],
    cells,
    explanations: { ...filing.explanations },
    attachments: (filing.attachments ?? []).map((digest) => ({ digest, name: digest.slice(7, 19), size: 0 })),
    replaces,
    reason: '',
    key: newKey(),
  }
}

export function cellOf(draft: Draft, scope: Scope, of: Measured): Cell {
  return parseCell(draft.cells[scope]?.[of.code] ?? '', of)
}

/** The figures of a scope that are figures; what is missing or wrong is left out. */
export function figures(draft: Draft, scope: Scope, indicators: ByIndicator): Record<string, number | string> {
  const filed: Record<string, number | string> = {}
  for (const [code, raw] of Object.entries(draft.cells[scope] ?? {})) {
    const of = indicators.get(code)
    const cell = of ? parseCell(raw, of) : null
    if (cell?.kind === 'figure') {
      filed[code] = cell.filed
    } else if (cell?.kind === 'notApplicable') {
      filed[code] = 'N/A'
    }
  }
  return filed
}

/** The body of a filing, as it is checked and sent. */
export function filingOf(draft: Draft, cycle: string, agency: string, indicators: ByIndicator): Filing {
  const byLevel: Record<string, Record<string, number | string>> = {}
  for (const level of LEVELS) {
    const stated = figures(draft, `byLevel.${level}`, indicators)
    if (Object.keys(stated).length > 0) {
      byLevel[level] = stated
    }
  }
  return {
    cycle,
    agency,
    title: draft.title.trim() || null,
    signedBy: draft.signedBy.trim() || null,
    signedOn: draft.signedOn || null,
    sections: draft.sections.filter((one) => one.text.trim() !== '').map((one) => ({ ...one })),
    indicators: {
      own: figures(draft, 'own', indicators),
      consolidated: figures(draft, 'consolidated', indicators),
      byLevel,
    },
    explanations: Object.fromEntries(Object.entries(draft.explanations).filter(([, text]) => text.trim() !== '')),
    attachments: draft.attachments.map((one) => one.digest),
    replaces: draft.replaces,
    reason: draft.replaces ? draft.reason.trim() || null : null,
  }
}

/** Whether it reports nothing: no figure, no text, no attachment. */
/** What is at a place of a filing, as RFC 6901 names it. */
export function valueAt(filing: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | null | undefined)?.[part], filing)
}

/** Those of the places where nothing is another than it was. */
export function untouched(pointers: Iterable<string>, now: unknown, before: unknown): string[] {
  return [...pointers].filter(
    (pointer) => JSON.stringify(valueAt(now, pointer)) === JSON.stringify(valueAt(before, pointer)),
  )
}

export function isEmpty({ indicators, sections, attachments }: Filing): boolean {
  const { own, consolidated, byLevel } = (indicators ?? {}) as Record<string, object | undefined>
  return [own, consolidated, byLevel, sections, attachments].every((part) => Object.keys(part ?? {}).length === 0)
}

/** The place of a cell in the body of a filing. */
export function pointerOf(scope: Scope, code: string): string {
  return `/indicators/${scope.replace('.', '/')}/${code}`
}

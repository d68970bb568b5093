import { isBlank } from '@/ui/blank'
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

/** The form's sections in its order: those that say something, and a blank one of each other kind. */
function sectionsOf(
  written: readonly (Partial<Section> & Pick<Section, 'kind'>)[],
  form: readonly FormSection[],
): Section[] {
  const blank = emptyDraft(form).sections
  return form.flatMap(({ kind }) => {
    const there = written
      .filter((one) => one.kind === kind)
      .map(({ heading, text }) => ({ kind, heading: heading ?? '', text: text ?? '' }))
    return there.length > 0 ? there : blank.filter((one) => one.kind === kind)
  })
}

/** What was filed, or is kept on the server, as it would be typed. */
export function draftOf(filing: Filing, form: readonly FormSection[], indicators: ByIndicator): Draft {
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
    sections: sectionsOf((filing.sections ?? []) as unknown as Section[], form),
    cells,
    explanations: { ...filing.explanations },
    attachments: (filing.attachments ?? []).map((digest) => ({ digest, name: digest.slice(7, 19), size: 0 })),
    replaces: filing.replaces ?? null,
    reason: filing.reason ?? '',
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
    sections: draft.sections.filter((one) => !isBlank(one.text)).map((one) => ({ ...one })),
    indicators: {
      own: figures(draft, 'own', indicators),
      consolidated: figures(draft, 'consolidated', indicators),
      byLevel,
    },
    explanations: Object.fromEntries(Object.entries(draft.explanations).filter(([, text]) => !isBlank(text))),
    attachments: draft.attachments.map((one) => one.digest),
    replaces: draft.replaces,
    reason: draft.replaces ? draft.reason.trim() || null : null,
  }
}

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

/** Whether it reports nothing: no figure, no text, no attachment. */
export function isEmpty({ indicators, sections, attachments }: Filing): boolean {
  const { own, consolidated, byLevel } = (indicators ?? {}) as Record<string, object | undefined>
  return [own, consolidated, byLevel, sections, attachments].every((part) => Object.keys(part ?? {}).length === 0)
}

/** The place of a cell in the body of a filing. */
export function pointerOf(scope: Scope, code: string): string {
  return `/indicators/${scope.replace('.', '/')}/${code}`
}

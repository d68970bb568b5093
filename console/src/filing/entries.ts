import type { FormSection } from '@/api/generated/model'
import { type Measured, parseCell, typed } from './cells'
import { type Draft, type Scope, type Section, pointerOf } from './draft'

/**
 * What a draft says, place by place: a figure, an explanation and a field by their pointers, a section as
 * `/sections/<kind>/<which of the kind>`, a file as `/attachments/<digest>`. Each is canonical JSON, or `?` and what was typed
 * where that cannot be filed. What is empty is not there.
 */
export type Entries = ReadonlyMap<string, string>

/** What of a form decides how a draft is read. */
export interface Read {
  byCode: ReadonlyMap<string, Measured>
  sections: readonly FormSection[]
}

const FIELDS = ['title', 'signedBy', 'signedOn', 'replaces', 'reason'] as const
const UNREADABLE = '?'

export function isReadable(entry: string | undefined): boolean {
  return !entry?.startsWith(UNREADABLE)
}

function figureEntry(raw: string, of: Measured): string | null {
  const cell = parseCell(raw, of)
  switch (cell.kind) {
    case 'missing':
      return null
    case 'figure':
      return JSON.stringify(cell.filed)
    case 'notApplicable':
      return '"N/A"'
    case 'invalid':
      return UNREADABLE + raw
  }
}

/** Those sections of a kind that say something. */
function written(sections: readonly Section[], kind: string): Section[] {
  return sections.filter((one) => one.kind === kind && one.text.trim() !== '')
}

export function sectionPlace(sections: readonly Section[], one: Section): string {
  const which = written(sections, one.kind).indexOf(one)
  return `/sections/${one.kind}/${which < 0 ? 0 : which}`
}

/** What is on the page. */
export function entriesOf(draft: Draft, { byCode }: Read): Entries {
  const entries = new Map<string, string>()
  for (const field of FIELDS) {
    const text = draft[field]?.trim()
    // why it is corrected is said of a correction only
    if (text && (field !== 'reason' || draft.replaces)) {
      entries.set(`/${field}`, JSON.stringify(text))
    }
  }
  for (const [scope, cells] of Object.entries(draft.cells)) {
    for (const [code, raw] of Object.entries(cells ?? {})) {
      const of = byCode.get(code)
      const entry = of ? figureEntry(raw, of) : null
      if (entry !== null) {
        entries.set(pointerOf(scope as Scope, code), entry)
      }
    }
  }
  for (const [rule, text] of Object.entries(draft.explanations)) {
    if (text.trim() !== '') {
      entries.set(`/explanations/${rule}`, JSON.stringify(text))
    }
  }
  for (const one of draft.sections) {
    if (one.text.trim() !== '') {
      const { kind, heading, text } = one
      entries.set(sectionPlace(draft.sections, one), JSON.stringify({ kind, heading, text }))
    }
  }
  for (const { digest } of draft.attachments) {
    entries.set(`/attachments/${digest}`, 'true')
  }
  return entries
}

/** Writes one of them onto the page; nothing empties the place. */
export function put(draft: Draft, place: string, entry: string | undefined, { byCode }: Read): void {
  const [, part = '', ...rest] = place.split('/')
  const last = rest.at(-1) ?? ''
  switch (part) {
    case 'indicators': {
      const of = byCode.get(last)
      const cells = (draft.cells[rest.slice(0, -1).join('.') as Scope] ??= {})
      if (of) {
        cells[last] = isReadable(entry) ? typed(entry === undefined ? null : JSON.parse(entry), of) : entry!.slice(1)
      }
      break
    }
    case 'explanations':
      draft.explanations[last] = entry === undefined ? '' : (JSON.parse(entry) as string)
      break
    case 'sections':
      putSection(draft.sections, rest[0] ?? '', Number(last), entry)
      break
    case 'attachments':
      putFile(draft, last, entry !== undefined)
      break
    default:
      putField(draft, part as (typeof FIELDS)[number], entry === undefined ? null : (JSON.parse(entry) as string))
  }
}

/** Writes several of them: what is emptied comes last and from behind, since the sections of a kind are counted. */
export function putAll(draft: Draft, places: readonly string[], from: Entries, read: Read): void {
  const emptied = places.filter((place) => !from.has(place))
  for (const place of places.filter((one) => from.has(one)).concat(emptied.toSorted().reverse())) {
    put(draft, place, from.get(place), read)
  }
}

function putField(draft: Draft, field: (typeof FIELDS)[number], text: string | null): void {
  if (field === 'replaces') {
    draft.replaces = text
  } else {
    draft[field] = text ?? ''
  }
}

function putSection(sections: Section[], kind: string, which: number, entry: string | undefined): void {
  const there = written(sections, kind)[which] ?? sections.find((one) => one.kind === kind && one.text.trim() === '')
  const said = entry === undefined ? { text: '' } : (JSON.parse(entry) as Section)
  if (there) {
    Object.assign(there, said)
  } else if ('kind' in said) {
    sections.push(said)
  }
}

function putFile(draft: Draft, digest: string, there: boolean): void {
  const at = draft.attachments.findIndex((one) => one.digest === digest)
  if (there && at < 0) {
    draft.attachments.push({ digest, name: digest.slice(7, 19), size: 0 })
  } else if (!there && at >= 0) {
    draft.attachments.splice(at, 1)
  }
}

/** The cell of the server's that has a place: sections are one together, and so are files. */
export function cellAt(place: string): string {
  return place.replace(/^\/(sections|attachments)\/.*/, '/$1')
}

type Patch = { [field: string]: unknown }

/** What makes of what the server has what is wanted, as a merge patch; null where that is the same. */
export function patchOf(server: Entries, wanted: Entries, { sections }: Read): Patch | null {
  const changed = differing(server, wanted)
  if (changed.length === 0) {
    return null
  }
  const patch: Patch = {}
  for (const cell of new Set(changed.map(cellAt))) {
    if (cell === '/sections') {
      const kinds = sections.map((one) => one.kind as string)
      patch['sections'] = wholeOf(wanted, '/sections/')
        .toSorted((one, other) => rank(one, kinds) - rank(other, kinds))
        .map((place) => JSON.parse(wanted.get(place)!) as unknown)
    } else if (cell === '/attachments') {
      patch['attachments'] = wholeOf(wanted, '/attachments/').map((place) => place.slice('/attachments/'.length))
    } else {
      const steps = cell.split('/').slice(1)
      const last = steps.pop()!
      const holder = steps.reduce<Patch>((at, step) => (at[step] ??= {}) as Patch, patch)
      const entry = wanted.get(cell)
      holder[last] = entry === undefined ? null : JSON.parse(entry)
    }
  }
  return patch
}

function wholeOf(entries: Entries, under: string): string[] {
  return [...entries.keys()].filter((place) => place.startsWith(under))
}

/** The order of the form, and of several of a kind the order among them. */
function rank(place: string, kinds: readonly string[]): number {
  const [, , kind = '', which = ''] = place.split('/')
  return kinds.indexOf(kind) * 1_000 + Number(which)
}

/** The places where two do not say the same. */
export function differing(one: Entries, other: Entries): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((place) => one.get(place) !== other.get(place))
}

/** With these entries over it. */
export function over(below: Entries, above: Iterable<readonly [string, string | undefined]>): Entries {
  const together = new Map(below)
  for (const [place, entry] of above) {
    if (entry === undefined) {
      together.delete(place)
    } else {
      together.set(place, entry)
    }
  }
  return together
}

import type { SheetView } from '@/api/generated/model'
import { http } from '@/api/http'
import { type Measured, typed } from './cells'
import { LEVELS, type Scope } from './draft'
import type { Edit } from './edits'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function path(cycle: string, what: string, agency: string): string {
  return `/api/cycles/${encodeURIComponent(cycle)}/${what}?agency=${encodeURIComponent(agency)}`
}

export function templateOf(cycle: string, agency: string): string {
  return path(cycle, 'template.xlsx', agency)
}

/** Sends a filled sheet: the suite reads it, and keeps what can be read. */
export function sendSheet(cycle: string, agency: string, file: File): Promise<SheetView> {
  return http<SheetView>(path(cycle, 'sheets', agency), {
    method: 'POST',
    headers: { 'Content-Type': file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX },
    body: file,
  })
}

type Figures = Record<string, unknown>

/** What the sheets of this filing say, as if it were typed. */
export function editsOf(view: SheetView, byCode: ReadonlyMap<string, Measured>): Edit[] {
  const stated = (
    view.draft.body as { indicators?: { own?: Figures; consolidated?: Figures; byLevel?: Record<string, Figures> } }
  ).indicators
  const scopes: [Scope, Figures | undefined][] = [
    ['own', stated?.own],
    ['consolidated', stated?.consolidated],
    ...LEVELS.map((level): [Scope, Figures | undefined] => [`byLevel.${level}`, stated?.byLevel?.[level]]),
  ]
  return scopes.flatMap(([scope, figures]) =>
    Object.entries(figures ?? {}).flatMap(([code, figure]) => {
      const of = byCode.get(code)
      return of ? [{ scope, code, text: typed(figure, of) }] : []
    }),
  )
}

import type { DraftView, RegionView, SheetView } from '@/api/generated/model'
import { http } from '@/api/http'
import { type Measured, typed } from './cells'
import { type Scope, valueAt } from './draft'
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
  return send<SheetView>(path(cycle, 'sheets', agency), file)
}

/** One sheet for all that an agency and those below it have still to file. */
export function regionTemplateOf(cycle: string, under: string): string {
  return region(cycle, under, 'template.xlsx')
}

/** Each row goes to the draft of its agency. */
export function sendRegionSheet(cycle: string, under: string, file: File): Promise<RegionView> {
  return send<RegionView>(region(cycle, under, 'sheets'), file)
}

function region(cycle: string, under: string, what: string): string {
  return `/api/cycles/${encodeURIComponent(cycle)}/regions/${encodeURIComponent(under)}/${what}`
}

function send<T>(to: string, file: File): Promise<T> {
  return http<T>(to, {
    method: 'POST',
    headers: { 'Content-Type': file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX },
    body: file,
  })
}

/** What the sheet has written, as if it were typed: it can be taken back. */
export function editsOf(draft: DraftView, login: string, byCode: ReadonlyMap<string, Measured>): Edit[] {
  return Object.entries(draft.cells).flatMap(([pointer, { by, version }]) => {
    const [, part, ...rest] = pointer.split('/')
    const code = rest.pop() ?? ''
    const of = byCode.get(code)
    if (part !== 'indicators' || !of || by !== login || version !== draft.version) {
      return []
    }
    return [{ scope: rest.join('.') as Scope, code, text: typed(valueAt(draft.body, pointer), of) }]
  })
}

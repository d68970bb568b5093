import { toast } from '@/ui/toasts'
import type { Scope } from './draft'
import { type Edit, pasted } from './edits'
import { t } from './texts'

/** A range of a spreadsheet fills the cells from the chosen one on; a single cell is pasted by the browser. */
export function usePaste(table: {
  order: () => readonly string[]
  scopes: () => readonly Scope[]
  edit: (edits: Edit[]) => void
}) {
  return (event: ClipboardEvent): void => {
    const cell = event.target
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!(cell instanceof HTMLInputElement) || !cell.dataset['code'] || !/[\t\n]/.test(text)) {
      return
    }
    event.preventDefault()
    const from = { code: cell.dataset['code'], scope: cell.dataset['scope'] as Scope }
    const { edits, beyond } = pasted(text, table.order(), table.scopes(), from)
    table.edit(edits)
    if (beyond > 0) {
      toast(t.beyond(beyond))
    }
  }
}

import { toast } from '@/ui/toasts'
import type { Scope } from './draft'
import type { Edit } from './edits'
import { t } from './texts'

/** A range of a spreadsheet fills the cells from the chosen one on; a single cell is pasted by the browser. */
export function usePaste(table: {
  /** what a text writes from a cell on, and how many of its values fall on none */
  pasted: (text: string, from: { code: string; scope: Scope }) => { edits: Edit[]; beyond: number }
  edit: (edits: Edit[]) => void
}) {
  return (event: ClipboardEvent): void => {
    const cell = event.target
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!(cell instanceof HTMLInputElement) || !cell.dataset['code'] || !/[\t\n]/.test(text)) {
      return
    }
    event.preventDefault()
    const { edits, beyond } = table.pasted(text, { code: cell.dataset['code'], scope: cell.dataset['scope'] as Scope })
    table.edit(edits)
    if (beyond > 0) {
      toast(t.beyond(beyond))
    }
  }
}

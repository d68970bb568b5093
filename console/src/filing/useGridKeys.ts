import type { Scope } from './draft'

interface Grid {
  /** the indicators as they are shown */
  order: () => readonly string[]
  scopes: () => readonly Scope[]
  go: (code: string, scope: Scope) => void
  undo: () => void
  redo: () => void
}

type Step = [rows: number, columns: number]

/** By which key one goes where; within a text the arrows move in the text. */
function stepOf(event: KeyboardEvent, cell: HTMLInputElement): Step | undefined {
  switch (event.key) {
    case 'Enter':
      return [event.shiftKey ? -1 : 1, 0]
    case 'ArrowDown':
      return [1, 0]
    case 'ArrowUp':
      return [-1, 0]
    case 'ArrowLeft':
      return cell.selectionStart === 0 && cell.selectionEnd === 0 ? [0, -1] : undefined
    case 'ArrowRight':
      return cell.selectionStart === cell.value.length ? [0, 1] : undefined
    default:
      return undefined
  }
}

/** The keys of the grid: from cell to cell, and what was typed taken back and done again. */
export function useGridKeys({ order, scopes, go, undo, redo }: Grid): (event: KeyboardEvent) => void {
  return (event) => {
    const cell = event.target
    if (!(cell instanceof HTMLInputElement) || !cell.dataset['code'] || event.isComposing) {
      return
    }
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase()
      if (key === 'z' || key === 'y') {
        event.preventDefault()
        if (key === 'y' || event.shiftKey) {
          redo()
        } else {
          undo()
        }
      }
      return
    }
    const step = stepOf(event, cell)
    if (!step) {
      return
    }
    const { code = '', scope = '' } = cell.dataset
    const [rows, columns] = step
    const nextCode = rows === 0 ? code : order()[order().indexOf(code) + rows]
    const nextScope = scopes()[scopes().indexOf(scope as Scope) + columns]
    if (nextCode && nextScope) {
      event.preventDefault()
      go(nextCode, nextScope)
    }
  }
}

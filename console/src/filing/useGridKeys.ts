import type { Scope } from './draft'

export interface Figure {
  code: string
  scope: Scope
}

interface Grid {
  /** the cell that lies so many rows below and columns to the right of another, if there is one */
  beside: (from: Figure, step: Step) => Figure | undefined
  go: (code: string, scope: Scope) => void
  undo: () => void
  redo: () => void
}

/** One of them is 0, the other 1 or -1. */
export type Step = readonly [rows: number, columns: number]

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

/** In a list of indicators, with a column for each scope. */
export function besideInList(
  codes: readonly string[],
  scopes: readonly Scope[],
  { code, scope }: Figure,
  [rows, columns]: Step,
): Figure | undefined {
  const nextCode = rows === 0 ? code : codes[codes.indexOf(code) + rows]
  const nextScope = scopes[scopes.indexOf(scope) + columns]
  return nextCode && nextScope ? { code: nextCode, scope: nextScope } : undefined
}

/** The keys of the grid: from cell to cell, and what was typed taken back and done again. */
export function useGridKeys({ beside, go, undo, redo }: Grid): (event: KeyboardEvent) => void {
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
    const { code, scope } = cell.dataset
    const next = beside({ code, scope: scope as Scope }, step)
    if (next) {
      event.preventDefault()
      go(next.code, next.scope)
    }
  }
}

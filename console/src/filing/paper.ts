import type { Layout, LayoutCell } from '@/api/generated/model'
import type { Scope } from './draft'
import { type Edit, rangeOf } from './edits'
import type { Figure, Step } from './useGridKeys'

/** A place of the grid: a cell, or nothing. */
export interface Placed {
  row: number
  column: number
  /** rows that it covers */
  height: number
  /** columns that it covers */
  width: number
  /** null where nothing stands and no figure is taken */
  cell: LayoutCell | null
}

/** The rows as a table draws them: what is covered by a merged cell is in none. */
export function gridOf(layout: Layout): Placed[][] {
  const at = (row: number, column: number): number => row * (layout.columns + 1) + column
  const cells = new Map(layout.cells.map((one) => [at(one.row, one.column), one]))
  const covered = new Set<number>()
  for (const one of layout.cells) {
    for (let row = one.row; row < one.row + (one.rows ?? 1); row++) {
      for (let column = one.column; column < one.column + (one.columns ?? 1); column++) {
        covered.add(at(row, column))
      }
    }
  }
  return Array.from({ length: layout.rows }, (_, y) =>
    Array.from({ length: layout.columns }, (_none, x) => ({ row: y + 1, column: x + 1 }))
      .map(({ row, column }) => {
        const cell = cells.get(at(row, column)) ?? null
        return { row, column, height: cell?.rows ?? 1, width: cell?.columns ?? 1, cell }
      })
      .filter(({ row, column, cell }) => cell !== null || !covered.has(at(row, column))),
  )
}

/** As a spreadsheet names it. */
export function cellName({ row, column }: { row: number; column: number }): string {
  let letters = ''
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  }
  return `${letters}${row}`
}

/** The figures that stand on it, in its order; of one scope, or of any. */
export function codesOn(layout: Layout, scope?: Scope): string[] {
  const sorted = layout.cells.toSorted((one, other) => one.row - other.row || one.column - other.column)
  return [...new Set(sorted.flatMap((one) => (scope && one.scope !== scope ? [] : (one.indicator ?? []))))]
}

/** The layout with another cell in one place; a blank one takes nothing any more. */
export function withCell(layout: Layout, place: Placed, figure: { indicator: string; scope: string } | null): Layout {
  const { row, column, cell } = place
  const rest = layout.cells.filter((one) => one.row !== row || one.column !== column)
  const size = { ...(cell?.rows ? { rows: cell.rows } : {}), ...(cell?.columns ? { columns: cell.columns } : {}) }
  const cells = figure ? [...rest, { row, column, ...size, ...figure }] : rest
  return { ...layout, cells: cells.toSorted((one, other) => one.row - other.row || one.column - other.column) }
}

/** Without the figures that are asked for no more; none at all where nothing is left on it. */
export function layoutOf(layout: Layout | null | undefined, asked: ReadonlySet<string>): Layout | undefined {
  const cells = layout?.cells.filter((one) => !one.indicator || asked.has(one.indicator)) ?? []
  return layout && cells.some((one) => one.indicator) ? { ...layout, cells } : undefined
}

/**
 * The nearest figure that lies straight above or below a figure, or to its left or right; what stands between is passed.
 *
 * @param isTaken whether a cell takes a figure of this agency
 */
export function besideOnPaper(
  layout: Layout,
  from: Figure,
  [rows, columns]: Step,
  isTaken: (cell: LayoutCell) => boolean,
): Figure | undefined {
  const start = layout.cells.find((one) => one.indicator === from.code && one.scope === from.scope)
  if (!start) {
    return undefined
  }
  const distance = (one: LayoutCell): number => (one.row - start.row) * rows + (one.column - start.column) * columns
  const next = layout.cells
    .filter((one) => isTaken(one) && distance(one) > 0)
    .filter((one) => overlap(one, start, columns === 0 ? 'column' : 'row'))
    .toSorted((one, other) => distance(one) - distance(other))[0]
  return next?.indicator ? { code: next.indicator, scope: next.scope as Scope } : undefined
}

/** Whether two cells have a row or a column in common. */
function overlap(one: LayoutCell, other: LayoutCell, line: 'row' | 'column'): boolean {
  const size = line === 'row' ? 'rows' : 'columns'
  return one[line] < other[line] + (other[size] ?? 1) && other[line] < one[line] + (one[size] ?? 1)
}

/**
 * What a range of a spreadsheet writes, from a cell on: each value into the cell that lies so far below it and to its right.
 *
 * @param isTaken whether a cell takes a figure of this agency
 * @return the edits, and how many values fell on no such cell
 */
export function pastedOn(
  layout: Layout,
  from: LayoutCell,
  text: string,
  isTaken: (cell: LayoutCell) => boolean,
): { edits: Edit[]; beyond: number } {
  const edits: Edit[] = []
  let beyond = 0
  rangeOf(text).forEach((line, below) =>
    line.forEach((value, right) => {
      const cell = layout.cells.find((one) => one.row === from.row + below && one.column === from.column + right)
      if (cell?.indicator && isTaken(cell)) {
        edits.push({ scope: cell.scope as Scope, code: cell.indicator, text: value.trim() })
      } else if (value.trim() !== '') {
        beyond++
      }
    }),
  )
  return { edits, beyond }
}

import { type Schema, kindOf } from './schema'

/** A column of a list that is typed or pasted as rows. */
export interface Column {
  name: string
  number: boolean
  required: boolean
}

export type Row = Record<string, string | number | null>

/** The fields of which such lists are made, in the order of their columns. */
const ORDER = ['id', 'ref', 'code', 'title', 'text', 'points', 'weight', 'stratum']

/** The columns of a list whose items are plain cells, such as a pool or the criteria of a standard; none of another list. */
export function columnsOf(list: Schema): Column[] {
  const of = list.items ?? {}
  const fields = Object.entries(of.properties ?? {})
  const cells = fields.every(([name, one]) => ORDER.includes(name) && ['text', 'lines', 'number'].includes(kindOf(one)))
  if (!cells) {
    return []
  }
  return fields
    .map(([name, one]) => ({ name, number: kindOf(one) === 'number', required: of.required?.includes(name) ?? false }))
    .sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name))
}

/**
 * Rows as they were typed or pasted from a spreadsheet.
 *
 * @param text a row a line, with tabs between its cells, or commas where it has no tab
 * @returns the rows, and the lines that do not fit the columns, counted from 1
 */
export function rowsOf(text: string, columns: readonly Column[]): { rows: Row[]; wrong: number[] } {
  const rows: Row[] = []
  const wrong: number[] = []
  text.split('\n').forEach((line, index) => {
    const cells = line.split(line.includes('\t') ? '\t' : /[,，]/).map((cell) => cell.trim())
    if (cells.every((cell) => cell === '')) {
      return
    }
    if (cells.slice(columns.length).some((cell) => cell !== '') || !columns.every((one, at) => fits(cells[at], one))) {
      wrong.push(index + 1)
    }
    rows.push(Object.fromEntries(columns.map((one, at) => [one.name, valueOf(cells[at], one)])))
  })
  return { rows, wrong }
}

function fits(cell = '', { number, required }: Column): boolean {
  return cell === '' ? !required : !number || !Number.isNaN(Number(cell))
}

function valueOf(cell = '', { number }: Column): string | number | null {
  return cell === '' ? null : number ? Number(cell) : cell
}

/** The rows as they would be typed. */
export function textOf(rows: readonly Row[], columns: readonly Column[]): string {
  return rows
    .map((row) =>
      columns
        .map(({ name }) => row[name] ?? '')
        .join('\t')
        .trimEnd(),
    )
    .join('\n')
}

/** Those whose first cell stands there more than once. */
export function repeated(rows: readonly Row[], [first]: readonly Column[]): string[] {
  const seen = new Set<string>()
  const ids = rows.map((one) => String(one[first?.name ?? ''] ?? ''))
  return [...new Set(ids.filter((id) => seen.has(id) || !seen.add(id)))]
}

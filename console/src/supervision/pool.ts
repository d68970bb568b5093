/** One that may be drawn. */
export interface Candidate {
  id: string
  weight: number | null
  stratum: string | null
}

/**
 * A pool as it was typed or pasted from a spreadsheet.
 *
 * @param text a candidate a line: its id, then its weight and its stratum where there are such, with tabs or commas between
 * @returns the candidates, and the lines whose weight is no number, counted from 1
 */
export function candidates(text: string): { pool: Candidate[]; wrong: number[] } {
  const pool: Candidate[] = []
  const wrong: number[] = []
  text.split('\n').forEach((line, index) => {
    const [id = '', weight = '', stratum = ''] = line.split(/[\t,，]/).map((cell) => cell.trim())
    if (id === '') {
      return
    }
    if (Number.isNaN(Number(weight))) {
      wrong.push(index + 1)
    }
    pool.push({ id, weight: weight === '' ? null : Number(weight), stratum: stratum || null })
  })
  return { pool, wrong }
}

/** Those that stand there more than once. */
export function repeated(pool: readonly Candidate[]): string[] {
  const seen = new Set<string>()
  return [...new Set(pool.map((one) => one.id).filter((id) => seen.has(id) || !seen.add(id)))]
}

/** Where the bars and lines of a chart stand, in its own units. */
export interface Mark {
  x: number
  y: number
}

/** The largest of what is drawn; 1 where nothing is, so that it can be divided by. */
export function largestOf(values: readonly (number | null | undefined)[]): number {
  return Math.max(0, ...values.filter((one) => typeof one === 'number')) || 1
}

/** The next round number, where the scale ends. */
export function roundUp(largest: number): number {
  const power = 10 ** Math.floor(Math.log10(largest))
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= largest) ?? 10) * power
}

/**
 * The runs of a line from left to right: where a value is missing it is broken. The scale begins at 0, so that what looks twice as
 * high is.
 */
export function runsOf(
  values: readonly (number | null | undefined)[],
  { width, height, top = largestOf(values) }: { width: number; height: number; top?: number },
): Mark[][] {
  const step = values.length > 1 ? width / (values.length - 1) : 0
  const runs: Mark[][] = [[]]
  values.forEach((value, index) => {
    if (typeof value !== 'number') {
      runs.push([])
    } else {
      runs.at(-1)?.push({ x: values.length > 1 ? index * step : width / 2, y: height - (value / top) * height })
    }
  })
  return runs.filter((run) => run.length > 0)
}

export function pointsOf(run: readonly Mark[]): string {
  return run.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
}

/** Of so many labels each how manieth is written, so that they do not run into each other. */
export function labelStep(count: number, most: number): number {
  return Math.max(1, Math.ceil(count / most))
}

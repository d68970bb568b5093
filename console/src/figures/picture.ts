import { largestOf } from './chart'

/** A bar of a chart. */
export interface Bar {
  name: string
  value: number
  /** as it is written beside the bar */
  text: string
  /** the year before, drawn below it and paler */
  before?: { value: number; text: string }
}

const ROW = 30
const WIDTH = 900
const LABEL = 260
const MARGIN = 20
/** pixels; a browser draws nothing on a canvas that is much higher */
const HIGHEST = 16_000

/**
 * A chart of bars as a picture for a report: black on white, whatever the page looks like, twice as fine as the screen unless it is very long.
 *
 * @param title what is shown
 * @param source of what, on which basis, as of when
 */
export function picture(title: string, source: string, bars: readonly Bar[]): Promise<Blob> {
  const canvas = document.createElement('canvas')
  const lines = bars.flatMap(({ name, value, text, before }) => [
    { name, value, text, color: '#14508c' },
    ...(before ? [{ name: '', ...before, color: '#9db4cb' }] : []),
  ])
  const height = 2 * MARGIN + 60 + lines.length * ROW
  const scale = Math.min(2, HIGHEST / height)
  canvas.width = Math.floor(scale * WIDTH)
  canvas.height = Math.floor(scale * height)
  const pen = canvas.getContext('2d')
  if (!pen) {
    return Promise.reject(new Error('no canvas'))
  }
  pen.scale(scale, scale)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, WIDTH, height)
  pen.textBaseline = 'middle'
  const write = (text: string, x: number, y: number, font: string, most: number) => {
    pen.fillStyle = '#1b2430'
    pen.font = `${font} system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif`
    pen.fillText(text, x, y, most)
  }
  write(title, MARGIN, MARGIN + 8, '600 18px', WIDTH - 2 * MARGIN)
  const largest = largestOf(lines.map((one) => one.value))
  const room = WIDTH - LABEL - 2 * MARGIN - 110
  lines.forEach(({ name, value, text, color }, index) => {
    const y = MARGIN + 44 + index * ROW
    write(name, MARGIN, y, '14px', LABEL - 10)
    const length = Math.max(0, (value / largest) * room)
    pen.fillStyle = color
    pen.fillRect(MARGIN + LABEL, y - 9, length, 18)
    write(text, MARGIN + LABEL + length + 8, y, '14px', 100)
  })
  write(source, MARGIN, height - MARGIN, '12px', WIDTH - 2 * MARGIN)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  )
}

/** The light of a task: a shape of its own for each colour. */
export const LIGHTS = {
  RED: { shape: '■', tone: 'bad' },
  YELLOW: { shape: '▲', tone: 'warn' },
  GREEN: { shape: '●', tone: 'good' },
} as const

/** How the tasks of a goal stand. */
export interface GoalTotals {
  aspect: string
  goal: string
  percent: number
  red: number
  yellow: number
  green: number
  done: number
  tasks: number
}

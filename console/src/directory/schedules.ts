import type { Schedule, CycleDay } from '@/api/generated/model'

/** A day of a cycle as typed: so many working days after the period, or a day of the year. */
export interface TypedDay {
  by: 'workingDays' | 'monthDay'
  workingDays: number
  /** 01-31 */
  monthDay: string
}

export function typedDay(day: CycleDay): TypedDay {
  return {
    by: day.monthDay ? 'monthDay' : 'workingDays',
    workingDays: day.workingDays ?? 0,
    monthDay: (day.monthDay ?? '').replace(/^--/, ''),
  }
}

export function dayOf(typed: TypedDay): CycleDay {
  return typed.by === 'monthDay' ? { monthDay: `--${typed.monthDay}` } : { workingDays: typed.workingDays }
}

/** What the law says by when something has to be there: statistics of enforcement, annual report, its publication. */
export const STATUTORY = ['01-31', '03-01', '04-01'] as const

export const EVERY: readonly Schedule['every'][] = ['YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY']

export function newSchedule(today: string): Schedule {
  return {
    id: '',
    version: 0,
    form: '',
    every: 'MONTH',
    from: today,
    opens: { workingDays: 1 },
    due: { workingDays: 5 },
    closes: { workingDays: 15 },
    agencies: { under: '', levels: null, orgs: null },
  }
}

/** The first such day of a year after a day. */
export function nextOn(monthDay: string, after: string): string {
  const year = Number(after.slice(0, 4))
  const same = `${year}-${monthDay}`
  return same > after ? same : `${year + 1}-${monthDay}`
}

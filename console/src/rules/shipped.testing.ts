import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CheckRule, Filing } from '@/api/generated/model'
import type { Level } from '@/filing/draft'
import type { Defined } from './sites'

/** The rules that ship, their cases and the indicators: the very files that the server reads. */
const DIRECTORY = fileURLToPath(new URL('../../../submission-service/src/main/resources/directory/', import.meta.url))

export interface Case {
  name?: string
  expect: 'PASSES' | 'FAILS' | 'DOES_NOT_APPLY' | 'EXPLAINED'
  sees?: string
  filing: Partial<Filing>
  before?: Partial<Filing>
  level?: Level
  required?: string[]
  wholes?: string[][]
  periodEnd?: string
}
export interface RuleFile {
  code: string
  versions: CheckRule[]
  cases: Case[]
}

export const files = readdirSync(`${DIRECTORY}rules`)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(`${DIRECTORY}rules/${name}`, 'utf8')) as RuleFile)

function read(): Map<string, Defined> {
  const [head = '', ...rows] = readFileSync(`${DIRECTORY}indicators.tsv`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const columns = head.split('\t')
  return new Map(
    rows.map((row) => {
      const cells = row.split('\t')
      const at = (column: string) => cells[columns.indexOf(column)] ?? ''
      const codes = (column: string) => at(column).split(',').filter(Boolean)
      return [
        at('code'),
        {
          code: at('code'),
          kind: at('type') as Defined['kind'],
          numerator: codes('numerator'),
          denominator: codes('denominator'),
          consolidation: at('consolidation') as Defined['consolidation'],
        },
      ]
    }),
  )
}
export const indicators = read()

/** The last version that applies. */
export function versionFor({ code, versions }: RuleFile, periodEnd: string): CheckRule {
  const last = versions.findLast(({ from = '', until }) => from <= periodEnd && (!until || periodEnd <= until))
  return { ...last, code }
}

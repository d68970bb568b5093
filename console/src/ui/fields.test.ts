import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { toldElsewhere } from '@/supervision/cases'
import { fields, values } from './fields'

interface Shape {
  properties?: Record<string, Shape>
  items?: Shape
  anyOf?: Shape[]
  enum?: string[]
  $ref?: string
}
const contract = JSON.parse(
  readFileSync(new URL('../../../gateway/src/main/resources/contract/openapi.json', import.meta.url), 'utf8'),
) as { components: { schemas: Record<string, Shape> } }

const KINDS = [
  'Finding',
  'Order',
  'Letter',
  'Inspection',
  'Reinspection',
  'CaseReview',
  'TaskList',
  'Task',
  'Draw',
  'Reminder',
  'FilingRequest',
  'Request',
]
// requests of moves are named after their kind; what is counted of cases has words of its own
const schemas = Object.entries(contract.components.schemas).filter(
  ([name]) =>
    (KINDS.some((kind) => name.startsWith(kind)) && !name.endsWith('Counts')) ||
    /^Review(HandOver|SecrecyReview)$/.test(name),
)

function walk(shape: Shape, field: string, found: { fields: Set<string>; values: Set<string> }): void {
  // the names of states are in the workflows
  if (shape.enum && field !== 'status') {
    shape.enum.forEach((one) => found.values.add(one))
  }
  for (const [name, inner] of Object.entries(shape.properties ?? {})) {
    found.fields.add(name)
    walk(inner, name, found)
  }
  for (const inner of [shape.items, ...(shape.anyOf ?? [])]) {
    if (inner) {
      walk(inner, field, found)
    }
  }
}

it('every field and every code of a case and its moves has words', () => {
  const found = { fields: new Set<string>(), values: new Set<string>() }
  schemas.forEach(([, shape]) => walk(shape, '', found))
  expect(found.fields.size).toBeGreaterThan(100)
  const told = toldElsewhere('')
  expect([...found.fields].filter((one) => !(one in fields) && !told.has(one)).sort()).toEqual([])
  expect([...found.values].filter((one) => !(one in values)).sort()).toEqual([])
})

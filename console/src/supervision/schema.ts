import type { InjectionKey, Ref } from 'vue'

/** The part of JSON Schema that the requests of moves are written in. */
export interface Schema {
  type?: string | string[]
  format?: string
  enum?: string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  additionalProperties?: Schema | boolean
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}

/** One that a field may name; of what is counted, with the most that it may have. */
export interface Choice {
  value: string | number
  label: string
  most?: number
}

/** What there is to choose from, by the name of the field. */
export type Choices = Record<string, readonly Choice[]>

export const CHOICES: InjectionKey<Readonly<Ref<Choices>>> = Symbol('choices')

export type Kind = 'text' | 'lines' | 'number' | 'date' | 'boolean' | 'choice' | 'list' | 'group' | 'map'

const LONG = 400

/** The same without what only says that it may be null. */
export function plain({ anyOf, ...rest }: Schema): Schema {
  const of: Schema = { ...anyOf?.find((one) => one.type !== 'null'), ...rest }
  return {
    ...of,
    ...(of.items && { items: plain(of.items) }),
    ...(of.properties && {
      properties: Object.fromEntries(Object.entries(of.properties).map(([name, one]) => [name, plain(one)])),
    }),
  }
}

export function kindOf(schema: Schema): Kind {
  const types = [schema.type ?? []].flat()
  if (schema.enum) {
    return 'choice'
  }
  if (types.includes('array')) {
    return 'list'
  }
  if (types.includes('object')) {
    return schema.properties && Object.keys(schema.properties).length > 0 ? 'group' : 'map'
  }
  if (types.includes('boolean')) {
    return 'boolean'
  }
  if (types.includes('integer') || types.includes('number')) {
    return 'number'
  }
  if (schema.format === 'date') {
    return 'date'
  }
  return (schema.maxLength ?? 0) > LONG ? 'lines' : 'text'
}

/** What a request is before anything was typed: nothing that nobody has said. */
export function blank(schema: Schema): unknown {
  switch (kindOf(schema)) {
    case 'group':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, blank(one)]))
    case 'list':
      return schema.items && kindOf(schema.items) === 'group'
        ? Array.from({ length: schema.minItems ?? 0 }, () => blank(schema.items ?? {}))
        : []
    case 'map':
      return {}
    case 'boolean':
    case 'number':
      return null
    default:
      return ''
  }
}

/** As it is sent: what was left empty and need not be there is left out. */
export function cleaned(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) {
    return value.map((one) => cleaned(one, schema.items ?? {})).filter((one) => one !== '' && one !== null)
  }
  if (value !== null && typeof value === 'object') {
    const required = new Set(schema.required)
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, one]): [string, unknown] => [name, cleaned(one, schema.properties?.[name] ?? {})])
        .filter(([name, one]) => required.has(name) || !isNothing(one)),
    )
  }
  return typeof value === 'string' ? value.trim() : value
}

function isNothing(value: unknown): boolean {
  return value === '' || value === null || (Array.isArray(value) && value.length === 0)
}

/** Required first, in the order in which they are usually thought of; dates and evidence last. */
const ORDER = [
  'agency',
  'kind',
  'title',
  'ref',
  'from',
  'to',
  'source',
  'lead',
  'supporting',
  'approved',
  'granted',
  'upheld',
  'reason',
  'text',
  'percent',
  'report',
  'reply',
  'matter',
  'description',
  'points',
  'vetoes',
]
const LAST = ['comment', 'evidence', 'evidenceOn', 'dueOn']

export function inOrder(schema: Schema): [string, Schema][] {
  const rank = (name: string) =>
    ORDER.includes(name) ? ORDER.indexOf(name) : LAST.includes(name) ? 100 + LAST.indexOf(name) : 50
  return Object.entries(schema.properties ?? {}).sort(([a], [b]) => rank(a) - rank(b))
}

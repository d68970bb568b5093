import type { AgencyView } from '@/api/generated/model'

export type Line = 'territory' | 'department'

export interface Node {
  agency: AgencyView
  children: Node[]
}

/** The agencies as a tree along one line. Whoever has nobody above it that may be seen stands at the top. */
export function treeOf(agencies: Iterable<AgencyView>, line: Line): Node[] {
  const nodes = new Map<string, Node>()
  for (const agency of agencies) {
    nodes.set(agency.code, { agency, children: [] })
  }
  const roots: Node[] = []
  for (const node of nodes.values()) {
    const above = nodes.get(node.agency[line] ?? '')
    ;(above?.children ?? roots).push(node)
  }
  return roots
}

/** How many there are in all. */
export function sizeOf(nodes: readonly Node[]): number {
  return nodes.reduce((sum, one) => sum + 1 + sizeOf(one.children), 0)
}

/** What fits, also by a name of before, with those above it. */
export function matching(nodes: readonly Node[], wanted: string): Node[] {
  if (wanted === '') {
    return [...nodes]
  }
  return nodes.flatMap((node) => {
    const children = matching(node.children, wanted)
    const names = [node.agency.code, node.agency.name, ...node.agency.formerNames.map((one) => one.name)]
    const fits = names.join(' ').toLowerCase().includes(wanted)
    return fits || children.length > 0 ? [{ ...node, children }] : []
  })
}

import { defineTexts } from './texts'

/** What came, or would come, of a line of a table. */
export interface ImportedLine {
  line: number
  effect: 'ADDED' | 'CHANGED' | 'UNCHANGED'
}

export const t = defineTexts(
  {
    looked: '已核对',
    imported: '已导入',
    importNow: '导入',
    plan: (added: number, changed: number, same: number) => `新增 ${added}，更改 ${changed}，不变 ${same}`,
    changes: (effect: string, fields: string[]) => `${effect}：${fields.join('、')}`,
    unread: (heads: string[]) => `未读的栏：${heads.join('、')}`,
    ADDED: '新增',
    CHANGED: '更改',
    UNCHANGED: '不变',
  },
  {
    looked: 'Looked at',
    imported: 'Imported',
    importNow: 'Import',
    plan: (added: number, changed: number, same: number) => `${added} new, ${changed} changed, ${same} as they are`,
    changes: (effect: string, fields: string[]) => `${effect}: ${fields.join(', ')}`,
    unread: (heads: string[]) => `Columns that are not read: ${heads.join(', ')}`,
    ADDED: 'new',
    CHANGED: 'changed',
    UNCHANGED: 'as it is',
  },
)

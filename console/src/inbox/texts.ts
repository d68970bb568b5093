import { defineTexts } from '@/ui/texts'

export const t = defineTexts(
  {
    title: '收件箱',
    hint: '等您办理的事项，先到期的在前',
    empty: '没有等您办理的事项',
    overdue: '逾期',
    dueOn: '到期',
    whole: '整件期限',
    returned: '退回的报告',
    all: '全部',
  },
  {
    title: 'Inbox',
    hint: 'What waits for you, what is due first comes first',
    empty: 'Nothing waits for you',
    overdue: 'overdue',
    dueOn: 'due',
    whole: 'all of it by',
    returned: 'Returned reports',
    all: 'All',
  },
)

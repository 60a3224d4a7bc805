import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../../session/inbox-session.tsx';
import { Instant } from '../../../ui/instant.tsx';
import { Card } from '../../../ui/page.tsx';

/** Which answers came from an article. */
export function ArticleUsage({ agentId, number }: { readonly agentId: string; readonly number: number }) {
  const { t } = useTranslation('knowledge');
  const { client } = useInbox();
  const { data } = useQuery({
    queryKey: ['article', client.workspaceId, agentId, number, 'usage'],
    queryFn: () => client.call('get-article-usage', { params: { chatbot_id: agentId, number } }),
  });
  if (!data) return null;
  return (
    <Card title={t('usage.title')} text={t('usage.count', { count: data.quoted_replies })}>
      {data.conversations.length > 0 && (
        <ul className="flex flex-col gap-3">
          {data.conversations.map(({ conversation_id: id, title, ord, quote, created_at: at }) => (
            <li key={`${id} ${ord}`} className="flex flex-col gap-0.5">
              <span className="flex flex-wrap gap-x-3">
                <Link
                  to="/$workspace/conversations/$conversation"
                  params={{ workspace: client.workspaceId, conversation: id }}
                >
                  <bdi>{title ?? t('usage.conversation')}</bdi>
                </Link>
                <Instant at={at} />
              </span>
              <blockquote dir="auto" className="border-line border-s-2 ps-3 text-soft">
                {quote}
              </blockquote>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

import { getRouteApi } from '@tanstack/react-router';
import { ArticleScreen } from '../../features/knowledge/article/article-screen.tsx';

const route = getRouteApi('/$workspace/agents/$agent/knowledge/$article');

/** One article of an agent. */
export function Article() {
  const { agent, article } = route.useParams();
  return <ArticleScreen key={`${agent} ${article}`} agentId={agent} article={article} />;
}

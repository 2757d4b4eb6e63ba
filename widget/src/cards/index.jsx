import { Case, Downloads } from "./papers.jsx";
import { Letter } from "./letter.jsx";
import { Steps } from "./steps.jsx";
import { Verdict } from "./verdict.jsx";

const CARDS = { verdict: Verdict, steps: Steps, letter: Letter, downloads: Downloads, case: Case };

export const known = (card) => Object.hasOwn(CARDS, card?.type);

export function Card(props) {
  const Shown = CARDS[props.card.type];
  return <Shown {...props} />;
}

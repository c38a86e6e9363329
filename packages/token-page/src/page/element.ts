type Child = Node | string | undefined

/** Makes an element. What is text stays text: nothing of a token ever becomes markup or an attribute. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  classes: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  if (classes !== '') made.className = classes
  made.append(...children.filter((child) => child !== undefined))
  return made
}

/** A part of the page under a heading of its own. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  const heading = element('h2', '', title)
  heading.id = id
  const made = element('section', `panel ${id}`, heading, ...children)
  made.setAttribute('aria-labelledby', id)
  return made
}

/** The element of the page's own HTML that has this id. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind
}

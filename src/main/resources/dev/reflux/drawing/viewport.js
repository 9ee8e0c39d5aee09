
/**
 * Moves and scales a drawing by its view box.
 *
 * Pointer events tell mouse, pen and fingers alike: one pointer drags, two pinch. A click that ends a drag is
 * swallowed, so that it selects nothing.
 */
function viewport(element, svg, onScale) {
  const LARGEST = 4;
  const STEADY = 4;
  const full = svg.viewBox.baseVal;
  const size = { width: full.width, height: full.height };
  const pointers = new Map();
  let view = { x: 0, y: 0, scale: 1 };
  let travelled = 0;

  function show(next) {
    const scale = possible(next.scale);
    const box = element.getBoundingClientRect();
    view = {
      scale,
      x: keep(next.x, size.width, box.width / scale),
      y: keep(next.y, size.height, box.height / scale),
    };
    svg.setAttribute("viewBox", [view.x, view.y, box.width / scale, box.height / scale].join(" "));
    onScale(scale);
  }

  /** No smaller than to show everything, or half of its size where that is more than everything. */
  function possible(scale) {
    return Math.min(LARGEST, Math.max(Math.min(0.5, fitScale()), scale));
  }

  /** Never lets the drawing leave the window altogether. */
  function keep(start, whole, part) {
    const rest = Math.min(whole, part) / 4;
    return Math.min(whole - rest, Math.max(rest - part, start));
  }

  function zoom(factor, clientX, clientY) {
    const box = element.getBoundingClientRect();
    const x = clientX === undefined ? box.width / 2 : clientX - box.left;
    const y = clientY === undefined ? box.height / 2 : clientY - box.top;
    const scale = possible(view.scale * factor);
    show({ scale, x: view.x + x / view.scale - x / scale, y: view.y + y / view.scale - y / scale });
  }

  function pan(x, y) {
    show({ scale: view.scale, x: view.x - x / view.scale, y: view.y - y / view.scale });
  }

  /** Puts a place of the drawing at a place of the window, given in fractions of what is not covered. */
  function place(x, y, scale, across, down, covered = 0) {
    const box = element.getBoundingClientRect();
    show({ scale, x: x - ((box.width - covered) * across) / scale, y: y - (box.height * down) / scale });
  }

  function fitScale() {
    const box = element.getBoundingClientRect();
    return Math.min(box.width / size.width, box.height / size.height);
  }

  function middle() {
    const all = [...pointers.values()];
    return { x: all.reduce((sum, at) => sum + at.x, 0) / all.length, y: all.reduce((sum, at) => sum + at.y, 0) / all.length };
  }

  function spread() {
    const [one, other] = [...pointers.values()];
    return other === undefined ? 0 : Math.hypot(one.x - other.x, one.y - other.y);
  }

  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1);
    zoom(Math.exp(-Math.max(-300, Math.min(300, pixels)) * (event.ctrlKey ? 0.01 : 0.002)), event.clientX, event.clientY);
  }, { passive: false });

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (pointers.size === 0) travelled = 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });

  window.addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (last === undefined) return;
    const before = middle();
    const apart = spread();
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    travelled += Math.hypot(event.clientX - last.x, event.clientY - last.y);
    if (travelled < STEADY) return;
    element.classList.add("dragging");
    const now = middle();
    pan(now.x - before.x, now.y - before.y);
    if (apart > 0) zoom(spread() / apart, now.x, now.y);
  });

  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, (event) => {
      pointers.delete(event.pointerId);
      if (pointers.size === 0) element.classList.remove("dragging");
    });
  }

  element.addEventListener("click", (event) => {
    if (travelled < STEADY || event.detail === 0) return;
    event.stopPropagation();
    event.preventDefault();
  }, true);

  new ResizeObserver(() => show(view)).observe(element);
  return { zoom, pan, place, fitScale, scale: () => view.scale, view: () => view, size };
}

package dev.reflux.drawing;

import dev.reflux.error.ConfigException;

/**
 * Draws the graph as an SVG file.
 *
 * <p>Newest revisions on top; a solid line leads up from a down revision, a dashed one from a dependency; a revision
 * that the picture leaves out but an edge leads to is a small dotted outline. States and heads are told by words, signs
 * and outlines, colours follow the reader's light or dark scheme. No scripts, no fonts, nothing to load.
 *
 * <p>Needs {@code org.eclipse.elk:org.eclipse.elk.alg.layered} and {@code org.eclipse.xtext:org.eclipse.xtext.xbase.lib}
 * on the class path.
 */
public final class SvgDrawing {

    private SvgDrawing() {}

    /**
     * An SVG document, to be stored as UTF-8. The same picture always gives the same text.
     *
     * @param picture what to draw; may be empty
     * @return a well-formed XML document whose size is in CSS pixels, one user unit each
     * @throws ConfigException if the layout library is not on the class path
     */
    public static String draw(GraphPicture picture) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + SvgDocument.of(picture);
    }
}

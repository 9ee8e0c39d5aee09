package dev.reflux.drawing;

/** A form that the graph can be drawn in. */
public enum GraphFormat {
    /** Lines of text, see {@link TextGraph}. */
    TEXT,
    /** A Mermaid flowchart, see {@link MermaidGraph}. */
    MERMAID,
    /** A graph for Graphviz, see {@link DotGraph}. */
    DOT,
    /** A picture for browsers and documents. */
    SVG,
    /** A page that also shows the statements of each revision. */
    HTML
}

/**
 * What Quillby's support assistant knows and what Quillby's riders ask, both written by hand: the articles, the questions
 * with the article that truly answers each, and one topic that no article covers.
 */
@NullMarked
package dev.plumbline.demo.content;

import org.jspecify.annotations.NullMarked;

/** Who may do what: roles, the right to content, and the need of every route. Knows no user and no database. */
@NullMarked
package dev.plumbline.console.access;

import org.jspecify.annotations.NullMarked;

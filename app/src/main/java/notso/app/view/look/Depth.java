package notso.app.view.look;

/** How a surface lies to the ground that it is made of. */
public enum Depth {
    /** Above it: can be pressed. */
    RAISED,
    /** Below it: is pressed, or is typed into. */
    INSET,
    /** Level with it: shows nothing. */
    FLAT
}

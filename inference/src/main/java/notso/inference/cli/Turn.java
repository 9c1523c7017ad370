package notso.inference.cli;

record Turn(String role, String text) {
    static Turn system(String t) {
        return new Turn("system", t);
    }

    static Turn user(String t) {
        return new Turn("user", t);
    }

    static Turn assistant(String t) {
        return new Turn("assistant", t);
    }
}

package notso.app.conversation.export;

/** What a session can be written as. */
public enum ExportFormat {
    /** The shown turns, answers byte for byte as the model wrote them. */
    MARKDOWN("md", "text/markdown"),
    /** Everything, to be imported again. */
    JSON("json", "application/json"),
    /** The shown turns as one page that needs nothing else. */
    HTML("html", "text/html"),
    /** The shown turns as plain text. */
    TEXT("txt", "text/plain");

    private final String extension;
    private final String mediaType;

    ExportFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** Of a file's name, without the dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }
}

"""What is looked at before a track goes out: its sound, its file, its papers. Everything is measured, judged by a data
file (`studio.delivery`) and told as findings; nothing is changed and nothing is decided here."""

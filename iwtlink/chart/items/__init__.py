"""The items of a chart: forms, sizes, icons, words and badges; what holds or stands for others."""

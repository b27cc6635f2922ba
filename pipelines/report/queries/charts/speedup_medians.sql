-- How many speedups are claimed in each phase and measure, and how large is the middle one?
SELECT phase, measure, count(*) AS claims, median(factor) AS median, max(factor) AS largest
FROM speedups
GROUP BY phase, measure
ORDER BY phase, measure;

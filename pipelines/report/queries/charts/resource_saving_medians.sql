-- How many savings are claimed of each resource, and how large is the middle one?
SELECT resource, count(*) AS claims, median(factor) AS median, max(factor) AS largest
FROM resource_savings
GROUP BY resource
ORDER BY claims DESC, resource;
